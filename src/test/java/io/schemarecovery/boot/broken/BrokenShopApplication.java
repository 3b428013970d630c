package io.schemarecovery.boot.broken;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application whose entities describe no schema that PostgreSQL accepts. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class BrokenShopApplication {

}
