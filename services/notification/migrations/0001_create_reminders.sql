-- Rules, what is pending, the steps that were made, inboxes and deliveries.

-- When units are reminded. The row without issuer is the default; an issuer may have a rule of its own.
CREATE TABLE reminder_rule (
    issuer_unit_id uuid NULL,
    before_days    int[] NOT NULL,
    on_day         boolean NOT NULL,
    after_days     int[] NOT NULL,
    repeat_days    int NOT NULL CHECK (repeat_days BETWEEN 0 AND 365),
    minute_of_day  int NOT NULL CHECK (minute_of_day BETWEEN 0 AND 1439),
    catch_up_days  int NOT NULL CHECK (catch_up_days BETWEEN 0 AND 30),
    version        bigint NOT NULL,
    CONSTRAINT reminder_rule_issuer UNIQUE NULLS NOT DISTINCT (issuer_unit_id)
);
INSERT INTO reminder_rule (issuer_unit_id, before_days, on_day, after_days, repeat_days, minute_of_day, catch_up_days, version)
VALUES (NULL, '{7,3,1}', true, '{1,3}', 7, 450, 7, 1);

-- What is known of each assignment from the facts of the assignment service. next_at is when the scheduler has to look at it, NULL where
-- it has not: an idle scheduler reads one entry of the index, however much is pending.
CREATE TABLE pending_assignment (
    assignment_id    uuid PRIMARY KEY,
    directive_id     uuid NOT NULL,
    directive_number text NOT NULL,
    unit_id          uuid NOT NULL,
    issuer_unit_id   uuid NOT NULL,
    task_text        text NOT NULL,
    described        boolean NOT NULL,
    binding          boolean NOT NULL,
    duty             boolean NOT NULL,
    state            text NOT NULL CHECK (state IN ('ASSIGNED', 'ACCEPTED', 'IN_PROGRESS', 'REPORTED', 'RETURNED', 'COMPLETED', 'REFUSED',
                                                    'CANCELLED', 'TRANSFERRED')),
    due_on           date NULL,
    version          bigint NOT NULL,
    changed_on       date NULL,
    armed_from       date NULL,
    handled_through  date NULL,
    next_at          timestamptz NULL
);
CREATE INDEX pending_assignment_next ON pending_assignment (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX pending_assignment_unit ON pending_assignment (unit_id, directive_id);

-- Messages in the inboxes of units. Only read_at ever changes.
CREATE TABLE inbox_message (
    message_id     uuid PRIMARY KEY,
    unit_id        uuid NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('REMINDER', 'URGE')),
    grade          text NULL CHECK (grade IN ('BLUE', 'ORANGE', 'RED')),
    subject        text NOT NULL,
    body           text NOT NULL,
    assignment_id  uuid NULL,
    directive_id   uuid NOT NULL,
    from_unit_id   uuid NULL,
    nominal_on     date NOT NULL,
    late           boolean NOT NULL,
    made_at        timestamptz NOT NULL,
    read_at        timestamptz NULL,
    CHECK ((kind = 'URGE') = (grade IS NOT NULL))
);
CREATE INDEX inbox_message_unit ON inbox_message (unit_id, made_at, nominal_on, message_id);
CREATE INDEX inbox_message_unread ON inbox_message (unit_id, made_at, nominal_on, message_id) WHERE read_at IS NULL;

-- The steps that were made or suppressed: each at most once, by the primary key.
CREATE TABLE reminder (
    assignment_id uuid NOT NULL REFERENCES pending_assignment,
    step          int NOT NULL,
    nominal_on    date NOT NULL,
    unit_id       uuid NOT NULL,
    state         text NOT NULL CHECK (state IN ('MADE', 'SUPPRESSED')),
    reason        text NULL CHECK (reason IN ('DEADLINE_PASSED', 'TOO_LATE')),
    late          boolean NOT NULL,
    covers        int NOT NULL CHECK (covers >= 1),
    message_id    uuid NULL REFERENCES inbox_message DEFERRABLE INITIALLY DEFERRED,
    made_at       timestamptz NOT NULL,
    PRIMARY KEY (assignment_id, nominal_on, step),
    CHECK ((state = 'SUPPRESSED') = (reason IS NOT NULL)),
    CHECK ((state = 'MADE') = (message_id IS NOT NULL))
);
CREATE INDEX reminder_unit ON reminder (unit_id, nominal_on, assignment_id, step);

-- One message on its way to one address. A claim (state SENDING) holds until lease_until by the database's clock; handed_over says that
-- the mail server may have the whole message. next_attempt_at is by the sender's clock.
CREATE TABLE delivery (
    delivery_id      uuid PRIMARY KEY,
    message_id       uuid NOT NULL REFERENCES inbox_message,
    unit_id          uuid NOT NULL,
    address          text NOT NULL,
    state            text NOT NULL CHECK (state IN ('PENDING', 'SENDING', 'SENT', 'FAILED', 'UNKNOWN')),
    attempts         int NOT NULL,
    doubts           int NOT NULL,
    next_attempt_at  timestamptz NULL,
    first_attempt_at timestamptz NULL,
    claimed_by       text NULL,
    lease_until      timestamptz NULL,
    handed_over      boolean NOT NULL,
    last_answer      text NOT NULL,
    sent_at          timestamptz NULL,
    made_at          timestamptz NOT NULL,
    CONSTRAINT delivery_once UNIQUE (message_id, address),
    CHECK ((state = 'SENDING') = (lease_until IS NOT NULL)),
    CHECK ((state = 'SENT') = (sent_at IS NOT NULL)),
    CHECK (state <> 'PENDING' OR next_attempt_at IS NOT NULL)
);
CREATE INDEX delivery_due ON delivery (next_attempt_at) WHERE state IN ('PENDING', 'UNKNOWN') AND next_attempt_at IS NOT NULL;
CREATE INDEX delivery_claimed ON delivery (lease_until) WHERE state = 'SENDING';
CREATE INDEX delivery_made ON delivery (made_at, delivery_id);
CREATE INDEX delivery_unit ON delivery (unit_id, made_at, delivery_id);
