package com.example.storefront;

import java.net.URI;
import java.util.List;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.assertj.RestTestClientResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/** The shop as it runs: started on an empty database, asked over HTTP. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "storefront.embedded.enabled=false", "spring.jpa.properties.hibernate.generate_statistics=true",
				"logging.level.org.hibernate.orm.session.metrics=warn" })
@Import(StorefrontDatabase.class)
class StorefrontIntegrationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private EntityManagerFactory entityManagerFactory;

	private RestTestClient client;

	@BeforeEach
	void connect() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@Test
	void connectsAsTheOwnerWhoIsNoSuperuser() {
		assertThat(this.jdbc.sql("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
			.query(Boolean.class)
			.single()).isFalse();
	}

	@Test
	void pageShowsTheSeededProductsAndCarts() {
		RestTestClientResponse page = get("/");
		assertThat(page).hasStatusOk().hasContentTypeCompatibleWith(MediaType.TEXT_HTML);
		assertThat(page).bodyText()
			.contains("<html lang=\"en\">", "name=\"viewport\"", "Gooseneck kettle", "€ 64.00", "Sold out",
					"Ada Lovelace", "€ 66.50");
		assertThat(get("/storefront.css")).hasStatusOk().bodyText().contains("prefers-color-scheme: dark");
	}

	@Test
	void pageTakesAsManyQueriesForManyCartsAsForFew() {
		long before = queriesOf("/");
		for (int cart = 0; cart < 5; cart++) {
			assertThat(post(cartOf(userId(), productId("CUP-ENAMEL"), 1))).hasStatus(HttpStatus.CREATED);
		}
		assertThat(queriesOf("/")).isEqualTo(before).isEqualTo(3);
	}

	@Test
	void productsAreListedWithPriceAndStock() {
		assertThat(get("/api/products")).hasStatusOk().bodyJson().extractingPath("$[*].sku").asArray().hasSize(8);
		assertThat(get("/api/products")).bodyJson()
			.extractingPath("$[?(@.sku == 'LAMP-DESK')].price")
			.asArray()
			.containsExactly(89.0);
	}

	@Test
	void usersAreListedWithoutTheirAddresses() {
		assertThat(get("/api/users")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[*].displayName")
			.asArray()
			.containsExactly("Ada Lovelace", "Grace Hopper", "Konrad Zuse");
		assertThat(get("/api/users")).bodyText().doesNotContain("@example.com");
	}

	@Test
	void ordersAreListedWithTheirTotals() {
		assertThat(get("/api/orders")).hasStatusOk()
			.bodyJson()
			.extractingPath("$[*].total")
			.asArray()
			.containsExactly(36.0, 70.9);
	}

	@Test
	void cartIsMadeAndFoundAtItsLocation() {
		long cup = productId("CUP-ENAMEL");
		RestTestClientResponse created = post(("{\"userId\": %d, \"items\": ["
				+ "{\"productId\": %d, \"quantity\": 2}, {\"productId\": %d, \"quantity\": 1}]}")
			.formatted(userId(), cup, cup));
		assertThat(created).hasStatus(HttpStatus.CREATED);
		URI location = created.getExchangeResult().getResponseHeaders().getLocation();
		assertThat(location).isNotNull().asString().startsWith("/api/carts/");
		RestTestClientResponse cart = get(location.toString());
		assertThat(cart).hasStatusOk().bodyJson().extractingPath("$.total").isEqualTo(29.7);
		assertThat(cart).bodyJson().extractingPath("$.items[*].quantity").asArray().containsExactly(3);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "{\"userId\": 1, \"items\": [{\"productId\": 1, \"quantity\": 0}]} | items[0].quantity",
					"{\"userId\": 1, \"items\": [{\"productId\": 1}]}                  | items[0].quantity",
					"{\"userId\": 1, \"items\": [{\"quantity\": 1}]}                   | items[0].productId",
					"{\"userId\": 1, \"items\": [null]}                                | items[0]",
					"{\"userId\": 1, \"items\": []}                                    | items",
					"{\"items\": [{\"productId\": 1, \"quantity\": 1}]}                | userId" })
	void cartWithABadFieldIsABadRequestThatNamesIt(String body, String field) {
		RestTestClientResponse response = post(body);
		assertThat(response).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(response).bodyJson().extractingPath("$.errors").asMap().containsOnlyKeys(field);
	}

	@Test
	void cartThatIsNoJsonIsABadRequest() {
		assertThat(post("{\"userId\": ")).hasStatus(HttpStatus.BAD_REQUEST)
			.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void cartOfAnUnknownUserOrProductCannotBeProcessed() {
		for (String body : List.of(cartOf(999_999, productId("CUP-ENAMEL"), 1), cartOf(userId(), 999_999, 1))) {
			RestTestClientResponse response = post(body);
			assertThat(response).hasStatus(HttpStatus.UNPROCESSABLE_CONTENT)
				.hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
			assertThat(response).bodyJson().extractingPath("$.detail").asString().contains("999999");
		}
	}

	@Test
	void unknownCartIsNotFound() {
		assertThat(get("/api/carts/00000000-0000-0000-0000-000000000000")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void migratedSchemaIsTheOneTheEntitiesExpect() {
		assertThatNoException().isThrownBy(() -> this.entityManagerFactory.getSchemaManager().validate());
	}

	private RestTestClientResponse get(String path) {
		return RestTestClientResponse.from(this.client.get().uri(path).exchange());
	}

	private RestTestClientResponse post(String body) {
		return RestTestClientResponse
			.from(this.client.post().uri("/api/carts").contentType(MediaType.APPLICATION_JSON).body(body).exchange());
	}

	private static String cartOf(long user, long product, int quantity) {
		return "{\"userId\": %d, \"items\": [{\"productId\": %d, \"quantity\": %d}]}".formatted(user, product,
				quantity);
	}

	private long userId() {
		return this.jdbc.sql("SELECT min(id) FROM \"user\"").query(Long.class).single();
	}

	private long productId(String sku) {
		return this.jdbc.sql("SELECT id FROM product WHERE sku = :sku").param("sku", sku).query(Long.class).single();
	}

	private long queriesOf(String path) {
		Statistics statistics = this.entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
		statistics.clear();
		assertThat(get(path)).hasStatusOk();
		return statistics.getPrepareStatementCount();
	}

}
