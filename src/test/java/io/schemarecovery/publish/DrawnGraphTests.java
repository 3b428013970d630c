package io.schemarecovery.publish;

import java.util.List;

import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.graph.Reference;
import io.schemarecovery.graph.Table;
import io.schemarecovery.publish.DrawnGraph.Choice;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DrawnGraphTests {

	@Test
	void drawsAllOfWhatCanBeRead() {
		ForeignKeyGraph graph = Schemas.erp();
		assertThat(graph.tables()).hasSize(300);
		DrawnGraph drawn = DrawnGraph.of(graph);
		assertThat(drawn.choice()).isEqualTo(Choice.ALL);
		assertThat(drawn.tables()).isEqualTo(graph.tables());
		assertThat(drawn.references()).isEqualTo(graph.references());
		assertThat(drawn.home()).isEqualTo("public");
	}

	@Test
	void leavesOutTablesWithoutKeysFirst() {
		ForeignKeyGraph graph = Schemas.huge(300);
		List<Table> many = Schemas.huge(5_000).tables();
		DrawnGraph drawn = DrawnGraph.of(new ForeignKeyGraph(many, graph.references()));
		assertThat(drawn.choice()).isEqualTo(Choice.WITH_KEYS);
		assertThat(drawn.references()).hasSameElementsAs(graph.references());
		assertThat(drawn.tables()).hasSizeLessThanOrEqualTo(300);
	}

	@Test
	void drawsEveryCycleOfTheMostThatThereIs() {
		DrawnGraph drawn = DrawnGraph.of(Schemas.huge(10_000));
		assertThat(drawn.choice()).isEqualTo(Choice.FOREMOST);
		assertThat(drawn.cycles()).isNotEmpty()
			.allSatisfy((cycle) -> assertThat(drawn.references()).containsAll(cycle.shortestCycle().keys()));
		assertThat(drawn.tables()).extracting(Table::name)
			.containsAll(drawn.references().stream().map(Reference::from).toList())
			.containsAll(drawn.references().stream().map(Reference::to).toList());
	}

}
