package io.schemarecovery;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way data flows: request, catalog, plan, stages, report, and what shows it.
 */
@AnalyzeClasses(packages = { "io.schemarecovery", "com.example.storefront" },
		importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static final ArchRule dataFlowsOneWay = layeredArchitecture()
		.consideringOnlyDependenciesInAnyPackage("io.schemarecovery..")
		.layer("failure")
		.definedBy("io.schemarecovery.failure")
		.layer("rewrite")
		.definedBy("io.schemarecovery.rewrite")
		.layer("jdbc")
		.definedBy("io.schemarecovery.jdbc")
		.layer("request")
		.definedBy("io.schemarecovery.request")
		.layer("catalog")
		.definedBy("io.schemarecovery.catalog")
		.layer("graph")
		.definedBy("io.schemarecovery.graph")
		.layer("plan")
		.definedBy("io.schemarecovery.plan")
		.layer("report")
		.definedBy("io.schemarecovery.report")
		.layer("publish")
		.definedBy("io.schemarecovery.publish")
		.layer("ledger")
		.definedBy("io.schemarecovery.ledger")
		.layer("drop")
		.definedBy("io.schemarecovery.drop")
		.layer("archive")
		.definedBy("io.schemarecovery.archive")
		.layer("purge")
		.definedBy("io.schemarecovery.purge")
		.layer("secret")
		.definedBy("io.schemarecovery.secret")
		.layer("cascade")
		.definedBy("io.schemarecovery.cascade")
		.layer("suspend")
		.definedBy("io.schemarecovery.suspend")
		.layer("migrate")
		.definedBy("io.schemarecovery.migrate")
		.layer("fallback")
		.definedBy("io.schemarecovery.fallback")
		.layer("doctor")
		.definedBy("io.schemarecovery.doctor")
		.layer("rehearse")
		.definedBy("io.schemarecovery.rehearse")
		.layer("gate")
		.definedBy("io.schemarecovery.gate")
		.layer("actuate")
		.definedBy("io.schemarecovery.actuate")
		.layer("boot")
		.definedBy("io.schemarecovery.boot")
		.whereLayer("failure")
		.mayNotAccessAnyLayer()
		.whereLayer("rewrite")
		.mayNotAccessAnyLayer()
		.whereLayer("jdbc")
		.mayOnlyAccessLayers("failure")
		.whereLayer("request")
		.mayOnlyAccessLayers("failure")
		.whereLayer("catalog")
		.mayOnlyAccessLayers("failure", "jdbc")
		.whereLayer("graph")
		.mayOnlyAccessLayers("catalog", "jdbc")
		.whereLayer("plan")
		.mayOnlyAccessLayers("catalog", "request", "failure")
		.whereLayer("report")
		.mayOnlyAccessLayers("request", "failure")
		.whereLayer("publish")
		.mayOnlyAccessLayers("archive", "ledger", "report", "graph", "catalog", "failure", "jdbc")
		.whereLayer("ledger")
		.mayOnlyAccessLayers("catalog", "report", "request", "failure", "jdbc")
		.whereLayer("drop")
		.mayOnlyAccessLayers("plan", "catalog", "report", "request", "failure", "jdbc")
		.whereLayer("archive")
		.mayOnlyAccessLayers("drop", "plan", "catalog", "report", "request", "failure", "jdbc")
		.whereLayer("archive")
		.mayOnlyBeAccessedByLayers("actuate", "boot", "doctor", "publish")
		.whereLayer("purge")
		.mayOnlyAccessLayers("catalog", "failure", "jdbc")
		.whereLayer("secret")
		.mayOnlyAccessLayers("rewrite")
		.whereLayer("cascade")
		.mayOnlyAccessLayers("rewrite", "catalog", "request", "failure", "jdbc")
		.whereLayer("suspend")
		.mayOnlyAccessLayers("rewrite", "catalog", "failure", "jdbc")
		.whereLayer("migrate")
		.mayOnlyAccessLayers("suspend", "cascade", "secret", "rewrite", "catalog", "report", "request", "failure",
				"jdbc")
		.whereLayer("fallback")
		.mayOnlyAccessLayers("drop", "purge", "migrate", "catalog", "report", "failure", "jdbc")
		.whereLayer("doctor")
		.mayOnlyAccessLayers("graph", "migrate", "fallback", "archive", "ledger", "catalog", "failure", "jdbc")
		.whereLayer("doctor")
		.mayOnlyBeAccessedByLayers("boot")
		.whereLayer("rehearse")
		.mayOnlyAccessLayers("fallback", "migrate", "rewrite", "report", "request", "failure", "jdbc")
		.whereLayer("gate")
		.mayOnlyAccessLayers("report", "request", "failure", "jdbc")
		.whereLayer("actuate")
		.mayOnlyAccessLayers("publish", "archive", "migrate", "report", "failure", "jdbc")
		.whereLayer("boot")
		.mayNotBeAccessedByAnyLayer();

	@ArchTest
	static final ArchRule roomsHaveNoCycles = slices().matching("io.schemarecovery.(*)..").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule sampleKnowsTheLibraryOnlyAsAutoConfiguration = noClasses().that()
		.resideInAPackage("com.example..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.schemarecovery..");

	@ArchTest
	static final ArchRule libraryKnowsNothingOfTheSample = noClasses().that()
		.resideInAPackage("io.schemarecovery..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.example..");

	@ArchTest
	static final ArchRule internalsOfFlywayStandInOneClass = noClasses().that()
		.resideInAPackage("io.schemarecovery..")
		.and()
		.doNotHaveSimpleName("MigrationFailure")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.flywaydb.core.internal..");

	@ArchTest
	static final ArchRule noInternalsOfHibernate = noClasses().should()
		.dependOnClassesThat()
		.resideInAPackage("org.hibernate..internal..");

	@ArchTest
	static final ArchRule noStateThatChangesIsStatic = fields().that().areStatic().should().beFinal();

	@ArchTest
	static final ArchRule optionalLibrariesStayOutOfTheStages = noClasses().that()
		.resideInAnyPackage("io.schemarecovery.catalog", "io.schemarecovery.graph", "io.schemarecovery.plan",
				"io.schemarecovery.drop", "io.schemarecovery.archive", "io.schemarecovery.purge",
				"io.schemarecovery.report", "io.schemarecovery.request")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.flywaydb..", "org.hibernate..", "jakarta..", "org.postgresql..");

	@ArchTest
	static void everyPackageIsNullMarked(JavaClasses classes) {
		assertThat(classes.stream().map(JavaClass::getPackage).distinct()).allSatisfy(
				(room) -> assertThat(room.tryGetAnnotationOfType(NullMarked.class)).as(room.getName()).isPresent());
	}

	@ArchTest
	static final ArchRule noUtilitiesAndNoAbstracts = classes().that()
		.resideInAPackage("io.schemarecovery..")
		.should()
		.haveNameNotMatching(".*(Utils?|Helper|Abstract[A-Z].*|Impl)$");

	@ArchTest
	static void mostTypesArePackagePrivate(JavaClasses classes) {
		long all = classes.stream().filter(ArchitectureTests::topLevelOfTheLibrary).count();
		long open = classes.stream()
			.filter(ArchitectureTests::topLevelOfTheLibrary)
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.count();
		assertThat((double) open / all).isLessThan(0.6);
	}

	@Test
	void runnersStandInTheOrderOfTheirStages() {
		assertThat(io.schemarecovery.report.Stage.values()).extracting(Enum::name)
			.containsExactly("OPEN", "DROP", "PURGE", "MIGRATE", "FALLBACK", "CLOSE");
	}

	private static boolean topLevelOfTheLibrary(JavaClass type) {
		return type.isTopLevelClass() && type.getPackageName().startsWith("io.schemarecovery");
	}

}
