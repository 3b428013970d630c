/** The page a visitor sees. */
@NullMarked
package com.example.storefront.home;

import org.jspecify.annotations.NullMarked;
