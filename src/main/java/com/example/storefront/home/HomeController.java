package com.example.storefront.home;

import com.example.storefront.cart.CartService;
import com.example.storefront.product.ProductRepository;
import com.example.storefront.product.ProductResponse;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {

	private static final int CARTS = 12;

	private final ProductRepository products;

	private final CartService carts;

	HomeController(ProductRepository products, CartService carts) {
		this.products = products;
		this.carts = carts;
	}

	@GetMapping("/")
	String home(Model model) {
		model.addAttribute("products",
				this.products.findAllByOrderByNameAscIdAsc().stream().map(ProductResponse::of).toList());
		model.addAttribute("carts", this.carts.newest(CARTS));
		return "storefront";
	}

}
