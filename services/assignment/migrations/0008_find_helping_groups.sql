-- A group helps with the tasks of its directive that name it among their coordinators: who is in it finds them by this. One row a group and
-- not one a member and task.
CREATE INDEX expanded_group_unit_ids_idx ON expanded_group USING gin (unit_ids);
