package io.schemarecovery.benchmark;

import java.util.List;

import javax.sql.DataSource;

import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.BootstrapServiceRegistry;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;

/**
 * Hibernate's drop of the tables that are mapped, here to classes that are made at run
 * time, one for each table. The session factory is there before the clock starts, as it
 * is in an application that runs.
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
	public PreparedDrop prepare(Target target, DataSource pool) throws ClassNotFoundException {
		List<Class<?>> entities = EntityClasses.of(TableDdl.anyEarlier(target.workload().tables()));
		BootstrapServiceRegistry bootstrap = new BootstrapServiceRegistryBuilder()
			.applyClassLoader(entities.get(0).getClassLoader())
			.build();
		StandardServiceRegistry registry = new StandardServiceRegistryBuilder(bootstrap)
			.applySetting(JdbcSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
			.build();
		MetadataSources sources = new MetadataSources(registry);
		entities.forEach(sources::addAnnotatedClass);
		return new Mapped(registry, sources.buildMetadata().buildSessionFactory());
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
