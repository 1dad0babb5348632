-- How many assignments there are, by unit, directive and deadline, added up level by level. For every parent and key,
-- roll_up = the sum of its contributions; nothing is ever recomputed from assignments.

-- What a child adds to its parent. A unit is also a child of itself: that row is its own assignments. The columns delta_* hold by how
-- much the row changed when it last did: an upsert returns them, and so the parent's change, without reading the row before.
CREATE TABLE contribution (
  parent_id uuid NOT NULL,
  child_id uuid NOT NULL,
  directive_id uuid NOT NULL,
  due_on date NOT NULL,
  version bigint NOT NULL,
  open bigint NOT NULL,
  done_in_time bigint NOT NULL,
  done_late bigint NOT NULL,
  delta_open bigint NOT NULL,
  delta_done_in_time bigint NOT NULL,
  delta_done_late bigint NOT NULL,
  CONSTRAINT contribution_pkey PRIMARY KEY (parent_id, directive_id, due_on, child_id),
  CONSTRAINT contribution_counts_check CHECK (open >= 0 AND done_in_time >= 0 AND done_late >= 0)
);

-- A unit and everything below it. version orders what is sent to the unit above.
CREATE TABLE roll_up (
  unit_id uuid NOT NULL,
  directive_id uuid NOT NULL,
  due_on date NOT NULL,
  version bigint NOT NULL,
  open bigint NOT NULL,
  done_in_time bigint NOT NULL,
  done_late bigint NOT NULL,
  CONSTRAINT roll_up_pkey PRIMARY KEY (unit_id, directive_id, due_on)
);
