/** Who buys. */
@NullMarked
package com.example.storefront.user;

import org.jspecify.annotations.NullMarked;
