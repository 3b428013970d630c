/** What the web interfaces of all features share. */
@NullMarked
package com.example.storefront.web;

import org.jspecify.annotations.NullMarked;
