package io.schemarecovery.doctor;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotations;

/**
 * Reads them from the metamodel of JPA and the annotations of the attributes. What is
 * mapped in XML has no annotations, and is not seen.
 *
 * @param factories the entity manager factories
 */
public record JpaAssociations(List<EntityManagerFactory> factories) implements Associations {

	/** Of Hibernate, by name: another provider may be at work. */
	private static final String ON_DELETE = "org.hibernate.annotations.OnDelete";

	private record Inverse(String mappedBy, CascadeType[] cascade, boolean orphanRemoval) {

		boolean deletes() {
			return this.orphanRemoval || Arrays.stream(this.cascade)
				.anyMatch((type) -> type == CascadeType.REMOVE || type == CascadeType.ALL);
		}

	}

	@Override
	public List<Association> withoutCascadingDelete() {
		List<Association> found = new ArrayList<>();
		for (EntityManagerFactory factory : this.factories) {
			for (EntityType<?> parent : factory.getMetamodel().getEntities()) {
				for (Attribute<?, ?> attribute : parent.getAttributes()) {
					Association association = association(factory, parent, attribute);
					if (association != null) {
						found.add(association);
					}
				}
			}
		}
		return found.stream().distinct().sorted(Comparator.comparing(Association::name)).toList();
	}

	private static @Nullable Association association(EntityManagerFactory factory, EntityType<?> parent,
			Attribute<?, ?> attribute) {
		Inverse inverse = inverse(element(attribute));
		Class<?> type = (attribute instanceof PluralAttribute<?, ?, ?> plural) ? plural.getElementType().getJavaType()
				: attribute.getJavaType();
		if (inverse == null || inverse.mappedBy().isEmpty() || inverse.deletes()) {
			return null;
		}
		Optional<EntityType<?>> child = factory.getMetamodel()
			.getEntities()
			.stream()
			.filter((entity) -> entity.getJavaType() == type)
			.findFirst();
		AnnotatedElement owner = child.map((entity) -> owner(entity, inverse.mappedBy())).orElse(null);
		if (owner != null && MergedAnnotations.from(owner)
			.get(ON_DELETE)
			.getValue("action")
			.filter((action) -> action.toString().equals("CASCADE"))
			.isPresent()) {
			return null;
		}
		JoinColumn column = (owner != null) ? owner.getAnnotation(JoinColumn.class) : null;
		return new Association(
				"%s.%s (%s.%s)".formatted(parent.getName(), attribute.getName(),
						child.map(EntityType::getName).orElse(type.getSimpleName()), inverse.mappedBy()),
				tables(parent.getJavaType()), tables(type),
				(column != null && !column.name().isEmpty()) ? column.name() : inverse.mappedBy() + "_id");
	}

	private static @Nullable Inverse inverse(AnnotatedElement element) {
		OneToMany many = element.getAnnotation(OneToMany.class);
		if (many != null) {
			return new Inverse(many.mappedBy(), many.cascade(), many.orphanRemoval());
		}
		OneToOne one = element.getAnnotation(OneToOne.class);
		return (one != null) ? new Inverse(one.mappedBy(), one.cascade(), one.orphanRemoval()) : null;
	}

	/** A dot leads into an embeddable. */
	private static @Nullable AnnotatedElement owner(ManagedType<?> entity, String mappedBy) {
		try {
			return mappedBy.contains(".") ? null : element(entity.getAttribute(mappedBy));
		}
		catch (IllegalArgumentException ex) {
			// JPA has accepted it; what it means is the provider's
			return null;
		}
	}

	private static AnnotatedElement element(Attribute<?, ?> attribute) {
		Member member = attribute.getJavaMember();
		return (member instanceof AnnotatedElement element) ? element : attribute.getJavaType();
	}

	/** With a table for all of a hierarchy, the name is that of its root. */
	private static Set<String> tables(@Nullable Class<?> entity) {
		Set<String> names = new HashSet<>();
		for (Class<?> type = entity; type != null; type = type.getSuperclass()) {
			Entity annotation = type.getAnnotation(Entity.class);
			Table table = type.getAnnotation(Table.class);
			if (table != null && !table.name().isEmpty()) {
				names.add(table.name());
			}
			else if (annotation != null) {
				names.add(annotation.name().isEmpty() ? type.getSimpleName() : annotation.name());
			}
		}
		return names;
	}

}
