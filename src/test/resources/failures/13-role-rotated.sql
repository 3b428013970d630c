-- Row 13: and what the present user made since.
CREATE TABLE ours (id int, inherited int REFERENCES inherited, t inherited_type);
CREATE VIEW ours_and_theirs AS SELECT * FROM ours JOIN inherited_view USING (id);
