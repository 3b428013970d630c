package io.schemarecovery.boot.clinic;

import java.util.List;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;

/** Each association ends its children in another way, or does not. */
@Entity
@Table(name = "`user`")
public class Owner {

	@Id
	Long id;

	@OneToMany(mappedBy = "owner", cascade = { CascadeType.PERSIST, CascadeType.MERGE })
	List<HousePet> pets;

	@OneToOne(mappedBy = "keeper")
	HousePet favourite;

	@OneToMany(mappedBy = "patient", cascade = CascadeType.ALL)
	Set<HousePet> deletedByJpa;

	@OneToMany(mappedBy = "orphan", orphanRemoval = true)
	List<HousePet> deletedAsOrphans;

	@OneToMany(mappedBy = "byHibernate")
	List<HousePet> deletedByHibernate;

	@OneToMany(mappedBy = "byServer")
	List<HousePet> deletedByTheServer;

	@OneToMany
	@JoinColumn(name = "unidirectional_id")
	List<HousePet> unidirectional;

}
