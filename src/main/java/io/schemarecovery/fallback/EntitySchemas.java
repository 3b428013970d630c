package io.schemarecovery.fallback;

import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.jdbc.Fence;

/** The schema as the entities of the application describe it. */
public interface EntitySchemas {

	/** Whether the application has no entities. */
	boolean isEmpty();

	/**
	 * Create what the entities describe, and run scripts: all of it or nothing.
	 * @param dataSource where to create it
	 * @param scripts SQL to run afterwards
	 * @param fence what the transaction passes
	 * @return number of statements run, scripts left out
	 * @throws io.schemarecovery.failure.RecoveryException with every statement that
	 * failed
	 */
	int create(DataSource dataSource, List<String> scripts, Fence fence);

	/**
	 * Compare the schema with the entities.
	 * @return what does not match, a line each; empty if all does
	 */
	List<String> validate();

	/** Whether the application validates at every start: {@code ddl-auto=validate}. */
	boolean validatedAtEveryStart();

	/** For an application without JPA. */
	EntitySchemas NONE = new EntitySchemas() {

		@Override
		public boolean isEmpty() {
			return true;
		}

		@Override
		public int create(DataSource dataSource, List<String> scripts, Fence fence) {
			return 0;
		}

		@Override
		public List<String> validate() {
			return List.of();
		}

		@Override
		public boolean validatedAtEveryStart() {
			return false;
		}

	};

}
