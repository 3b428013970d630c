package com.example.storefront.cart;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A cart to be made. A product named twice counts with the sum of its quantities. */
record CartRequest(@NotNull Long userId, @NotEmpty @Size(max = 100) List<@NotNull @Valid Item> items) {

	record Item(@NotNull Long productId, @NotNull @Min(1) @Max(999) Integer quantity) {

	}

}
