package io.schemarecovery.benchmark;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;

/**
 * Hibernate's drop of the tables that are mapped. They are mapped by an {@code orm.xml}
 * made at run time, to entities without classes, with their foreign keys' true names. The
 * session factory is there before the clock starts, as in an application that runs.
 */
final class HibernateDrop implements DropTool {

	private static final int MOST_ENTITIES = 1_000;

	@Override
	public String name() {
		return "hibernate";
	}

	@Override
	public boolean suits(Workload workload) {
		return workload.shape() == null && workload.tables() <= MOST_ENTITIES;
	}

	@Override
	public PreparedDrop prepare(Target target, DataSource pool) {
		StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
			.applySetting(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
			.build();
		SessionFactory factory = new MetadataSources(registry)
			.addInputStream(new ByteArrayInputStream(mapping(target.workload()).getBytes(StandardCharsets.UTF_8)))
			.buildMetadata()
			.buildSessionFactory();
		return new Mapped(registry, factory);
	}

	private static String mapping(Workload workload) {
		List<Integer> parents = TableDdl.anyEarlier(workload.tables());
		return IntStream.range(0, parents.size())
			.mapToObj((table) -> entity(TableDdl.name(table), TableDdl.name(parents.get(table)),
					TableDdl.foreignKey(table)))
			.collect(Collectors.joining("", """
					<entity-mappings xmlns="http://www.hibernate.org/xsd/orm/mapping" version="7.0">
					""", "</entity-mappings>"));
	}

	private static String entity(String table, String parent, String foreignKey) {
		return """
				<entity name="%1$s">
					<table name="%1$s"/>
					<attributes>
						<id name="id"><target>long</target><generated-value strategy="IDENTITY"/></id>
						<basic name="label"><target>string</target></basic>
						<many-to-one name="parent" target-entity="%2$s">
							<join-column name="parent_id"><foreign-key name="%3$s"/></join-column>
						</many-to-one>
					</attributes>
				</entity>
				""".formatted(table, parent, foreignKey);
	}

	private record Mapped(StandardServiceRegistry registry, SessionFactory factory) implements PreparedDrop {

		@Override
		public String drop() {
			this.factory.getSchemaManager().drop(false);
			return "";
		}

		@Override
		public void close() {
			this.factory.close();
			StandardServiceRegistryBuilder.destroy(this.registry);
		}

	}

}
