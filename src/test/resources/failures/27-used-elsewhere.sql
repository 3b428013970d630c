-- Row 27: another schema's foreign keys, views, defaults, checks, indexes, policies, triggers vanish with DROP … CASCADE.
CREATE SCHEMA other;
CREATE TABLE public.account (id int PRIMARY KEY);
CREATE FUNCTION public.twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * $1';
CREATE FUNCTION public.changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE other.bill (id int PRIMARY KEY, account int CONSTRAINT bill_account_fkey REFERENCES public.account,
  amount int DEFAULT public.twice(21) CONSTRAINT bill_amount CHECK (public.twice(amount) > 0));
INSERT INTO public.account VALUES (1);
INSERT INTO other.bill VALUES (1, 1);
CREATE INDEX bill_twice ON other.bill (public.twice(amount));
CREATE STATISTICS other.bill_statistics ON (public.twice(amount)) FROM other.bill;
CREATE POLICY bill_policy ON other.bill USING (account IN (SELECT id FROM public.account));
CREATE TRIGGER bill_changed BEFORE UPDATE ON other.bill FOR EACH ROW EXECUTE FUNCTION public.changed();
CREATE RULE bill_rule AS ON DELETE TO other.bill DO ALSO INSERT INTO public.account VALUES (old.id);
CREATE VIEW other.accounts AS SELECT * FROM public.account;
CREATE MATERIALIZED VIEW other.account_count AS SELECT count(*) AS n FROM other.accounts;
CREATE FUNCTION other.first_account() RETURNS int LANGUAGE sql RETURN (SELECT min(id) FROM public.account);
CREATE TABLE other.untouched (id int PRIMARY KEY, bill int REFERENCES other.bill);
INSERT INTO other.untouched VALUES (1, 1);
-- what stands there and is used by ours is nobody's loss
CREATE TABLE public.reminder (bill int REFERENCES other.bill);
CREATE VIEW public.bills AS SELECT * FROM other.bill;
