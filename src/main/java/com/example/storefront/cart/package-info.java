/** What somebody is about to buy. */
@NullMarked
package com.example.storefront.cart;

import org.jspecify.annotations.NullMarked;
