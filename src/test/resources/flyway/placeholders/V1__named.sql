CREATE TABLE #[name] (id int, text text DEFAULT '${untouched} #[flyway:defaultSchema] #[flyway:table]');
