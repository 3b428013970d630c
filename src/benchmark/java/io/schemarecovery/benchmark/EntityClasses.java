package io.schemarecovery.benchmark;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;

/**
 * An entity class for each table of a {@link TableDdl}, with the table's columns, and the
 * foreign key under its true name.
 */
final class EntityClasses {

	private static final String PACKAGE = EntityClasses.class.getPackageName() + ".entity.";

	private EntityClasses() {
	}

	static List<Class<?>> of(List<Integer> parents) throws ClassNotFoundException {
		Map<String, byte[]> code = new LinkedHashMap<>();
		for (int table = 0; table < parents.size(); table++) {
			code.put(name(table), define(table, parents.get(table)).make().getBytes());
		}
		ClassLoader loader = new ByteArrayClassLoader(EntityClasses.class.getClassLoader(), code);
		List<Class<?>> classes = new ArrayList<>();
		for (String name : code.keySet()) {
			classes.add(loader.loadClass(name));
		}
		return classes;
	}

	private static DynamicType.Builder<Object> define(int table, int parent) {
		TypeDescription parentClass = InstrumentedType.Default.of(name(parent),
				TypeDefinition.Sort.describe(Object.class), Visibility.PUBLIC);
		return new ByteBuddy().subclass(Object.class)
			.name(name(table))
			.annotateType(annotation(Entity.class).build(),
					annotation(Table.class).define("name", TableDdl.name(table)).build())
			.defineField("id", Long.class, Visibility.PRIVATE)
			.annotateField(annotation(Id.class).build(),
					annotation(GeneratedValue.class).define("strategy", GenerationType.IDENTITY).build())
			.defineField("label", String.class, Visibility.PRIVATE)
			.defineField("parent", parentClass, Visibility.PRIVATE)
			.annotateField(annotation(ManyToOne.class).define("fetch", FetchType.LAZY).build(), joinColumn(table));
	}

	private static AnnotationDescription joinColumn(int table) {
		AnnotationDescription foreignKey = annotation(ForeignKey.class).define("name", TableDdl.foreignKey(table))
			.build();
		return annotation(JoinColumn.class).define("name", "parent_id").define("foreignKey", foreignKey).build();
	}

	private static AnnotationDescription.Builder annotation(Class<? extends Annotation> annotation) {
		return AnnotationDescription.Builder.ofType(annotation);
	}

	private static String name(int table) {
		return PACKAGE + "Table" + table;
	}

}
