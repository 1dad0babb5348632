-- Notes, just before the end of the message is sent, that the mail server may have it; nothing where the claim is no longer ours.
UPDATE delivery SET handed_over = true
WHERE delivery_id = $1::uuid AND state = 'SENDING' AND attempts = $2::int AND claimed_by = $3 AND lease_until > clock_timestamp();
