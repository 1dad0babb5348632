-- A succession is undone: what its heirs had taken in from other cells is there again.
DELETE FROM taken_in WHERE succession_id = $1 AND heir_unit_id = ANY ($2::uuid[])
