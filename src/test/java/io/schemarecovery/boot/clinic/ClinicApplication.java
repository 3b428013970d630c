package io.schemarecovery.boot.clinic;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application with associations of every kind. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class ClinicApplication {

}
