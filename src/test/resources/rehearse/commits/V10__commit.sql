CREATE TABLE committed (id int);
COMMIT;
CREATE TABLE after_the_commit (id int);
