-- What a stored use is for. One that cannot be read is UNREADABLE, and takes nothing else with it: not the round
-- that clears leases away, and not a list or a statement of somebody else.
create function lease_use(intended_use text) returns text language plpgsql immutable as $$
begin
  return coalesce(cast(intended_use as json) ->> 'use', 'UNREADABLE');
exception when others then
  return 'UNREADABLE';
end
$$;
