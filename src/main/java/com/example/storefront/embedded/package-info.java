/** A PostgreSQL server of its own, for who starts the shop without one. */
@NullMarked
package com.example.storefront.embedded;

import org.jspecify.annotations.NullMarked;
