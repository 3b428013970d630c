package io.schemarecovery.boot.broken;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Broken {

	@Id
	Long id;

	@Column(columnDefinition = "no_such_type")
	String first;

}
