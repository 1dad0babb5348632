-- For what follows in this transaction: PostgreSQL waits so many milliseconds for the next statement before it cuts the session off.
SELECT set_config('idle_in_transaction_session_timeout', $1::text, true)
