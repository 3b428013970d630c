package io.schemarecovery.boot.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application as a stranger has it: entities, migrations, nothing configured. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ShopApplication {

	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

}
