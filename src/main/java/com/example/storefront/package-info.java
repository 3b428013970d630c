/**
 * A small shop on Spring Boot, with nothing in it but users, products, carts and orders.
 */
@NullMarked
package com.example.storefront;

import org.jspecify.annotations.NullMarked;
