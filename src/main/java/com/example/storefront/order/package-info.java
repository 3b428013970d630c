/** What somebody bought. */
@NullMarked
package com.example.storefront.order;

import org.jspecify.annotations.NullMarked;
