package com.example.storefront.user;

import java.time.Instant;

/** A customer as others may see one: without the e-mail address. */
record UserResponse(long id, String displayName, String locale, Instant createdAt) {

	static UserResponse of(User user) {
		return new UserResponse(user.id(), user.displayName(), user.locale(), user.createdAt());
	}

}
