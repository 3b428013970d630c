package io.schemarecovery.boot.clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;

@Entity
public class HousePet {

	@Id
	Long id;

	@ManyToOne
	Owner owner;

	@OneToOne
	@JoinColumn(name = "TheKeeper")
	Owner keeper;

	@ManyToOne
	Owner patient;

	@ManyToOne
	Owner orphan;

	@ManyToOne
	@OnDelete(action = OnDeleteAction.CASCADE)
	Owner byHibernate;

	@ManyToOne
	Owner byServer;

}
