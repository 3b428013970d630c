package com.example.storefront.order;

/** How far an order has come. */
enum OrderState {

	PLACED, SHIPPED, CANCELLED

}
