package io.schemarecovery.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.TestDatabase;

/** Migrations that a test writes. */
record Scripts(Path directory) {

	Scripts with(String name, String... lines) throws IOException {
		Files.writeString(this.directory.resolve(name), String.join("\n", lines) + "\n");
		return this;
	}

	/** An application whose migrations these are, on an empty database or one of them. */
	Launch launch(TestDatabase database) {
		return Launch.of(ShopApplication.class, database)
			.with("spring.flyway.locations=filesystem:" + this.directory, "spring.jpa.hibernate.ddl-auto=none");
	}

}
