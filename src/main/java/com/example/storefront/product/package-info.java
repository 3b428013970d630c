/** What is for sale. */
@NullMarked
package com.example.storefront.product;

import org.jspecify.annotations.NullMarked;
