package com.example.storefront.user;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class UserController {

	private final UserRepository users;

	UserController(UserRepository users) {
		this.users = users;
	}

	@GetMapping("/api/users")
	List<UserResponse> list() {
		return this.users.findAllByOrderByDisplayNameAscIdAsc().stream().map(UserResponse::of).toList();
	}

}
