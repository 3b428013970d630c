package io.schemarecovery.boot.broken;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class AlsoBroken {

	@Id
	Long id;

	@Column(columnDefinition = "neither_this")
	String first;

}
