-- Merges one update into one profile, a hash. The rules are those of dev.attune.profile.ProfileRecord, the fields those of
-- dev.attune.profile.RecordFields. Inside Redis, since only that makes reading, comparing and writing one step.
-- KEYS[1]: the profile. It touches no other key, so that a Cluster can run it. ARGV: kind, time, when it was received, number
-- of traits, (name, time, value)*, links*; the last two: seconds that a profile which was only pulled is kept, and seconds
-- that a deletion is remembered. Times are microseconds, which Lua's numbers hold exactly until the year 2255.
-- Returns whether anything changed, and: after a pull all fields, after a deletion the links.
local key, kind, time, count = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[4])
local keep_pulled, keep_deleted = ARGV[#ARGV - 1], ARGV[#ARGV]
local deleted = tonumber(redis.call('HGET', key, 'd') or '0')
local was_pulled_only = redis.call('EXISTS', key) == 0 or redis.call('PTTL', key) > 0
local changed = 0

-- Byte by byte: comparing strings in Lua goes by the server's locale.
local function is_greater(a, b)
  for i = 1, math.min(#a, #b) do
    local x, y = string.byte(a, i), string.byte(b, i)
    if x ~= y then return x > y end
  end
  return #a > #b
end

local function cell(text)
  local colon = string.find(text, ':', 1, true)
  local value = string.find(text, ':', colon + 3, true)
  return string.sub(text, 1, colon - 1), string.sub(text, colon + 1, colon + 1), string.sub(text, value + 1),
    string.sub(text, colon + 3, value - 1)
end

local function put(field, at, from, value, received)
  redis.call('HSET', key, field, at .. ':' .. from .. ':' .. (received or at) .. ':' .. value)
  changed = 1
end

local function push(field, at, value)
  local text = redis.call('HGET', key, field)
  if text then
    local known_at, known_from, known_value, known_received = cell(text)
    local newer = tonumber(at) - tonumber(known_at)
    local later = tonumber(ARGV[3]) - tonumber(known_received)
    if newer < 0 then return end
    if newer == 0 then
      if known_from == 'f' or later < 0 then return end
      if later == 0 and not is_greater(value, known_value) then return end
    end
  end
  put(field, at, 'p', value, ARGV[3])
end

local function pull(field, at, value)
  local text = redis.call('HGET', key, field)
  if not text then
    put(field, at, 'f', value)
    return
  end
  local known_at, known_from, known_value = cell(text)
  local newer = tonumber(at) - tonumber(known_at)
  if known_from == 'p' then
    if newer >= 0 then put(field, at, 'f', value) end
  elseif newer > 0 or is_greater(value, known_value) then
    put(field, newer > 0 and at or known_at, 'f', is_greater(value, known_value) and value or known_value)
  end
end

local function fields(first)
  local all, some = redis.call('HGETALL', key), {}
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 1) == first then
      some[#some + 1] = {all[i], all[i + 1]}
    end
  end
  return some
end

if kind == 'push' and time > deleted then
  for i = 0, count - 1 do
    push('t' .. ARGV[5 + 3 * i], ARGV[6 + 3 * i], ARGV[7 + 3 * i])
  end
  for i = 5 + 3 * count, #ARGV - 2 do
    local known = redis.call('HGET', key, 'l' .. ARGV[i])
    if not known or tonumber(known) < time then
      redis.call('HSET', key, 'l' .. ARGV[i], ARGV[2])
      changed = 1
    end
  end
  redis.call('PERSIST', key)
elseif kind == 'pull' and time > deleted then
  local pulled = tonumber(redis.call('HGET', key, 'a') or '0')
  if time > pulled then
    for _, field in ipairs(fields('t')) do
      local at, from, value = cell(field[2])
      if from == 'f' and #value > 0 then put(field[1], at, 'f', '') end
    end
    redis.call('HSET', key, 'a', ARGV[2])
    changed = 1
  end
  for i = 0, count - 1 do
    if deleted == 0 or tonumber(ARGV[6 + 3 * i]) > deleted then
      pull('t' .. ARGV[5 + 3 * i], ARGV[6 + 3 * i], time < pulled and '' or ARGV[7 + 3 * i])
    end
  end
  if was_pulled_only then redis.call('EXPIRE', key, keep_pulled) end
elseif kind == 'delete' and time > deleted then
  local now, linked = redis.call('TIME'), {}
  local present = tonumber(now[1]) * 1000000 + tonumber(now[2])
  -- What lies in the future was dated by a clock that was wrong: the deletion takes it, too.
  local function goes(at)
    return tonumber(at) <= time or tonumber(at) > present
  end
  for _, field in ipairs(fields('l')) do
    linked[#linked + 1] = string.sub(field[1], 2)
    if goes(field[2]) then redis.call('HDEL', key, field[1]) end
  end
  for _, field in ipairs(fields('t')) do
    if goes((cell(field[2]))) then redis.call('HDEL', key, field[1]) end
  end
  if goes(redis.call('HGET', key, 'a') or '0') then redis.call('HDEL', key, 'a') end
  redis.call('HSET', key, 'd', ARGV[2])
  if redis.call('HLEN', key) == 1 then
    redis.call('EXPIRE', key, keep_deleted)
  else
    redis.call('PERSIST', key)
  end
  return {1, unpack(linked)}
end

if kind == 'pull' then
  return {changed, unpack(redis.call('HGETALL', key))}
end
return {changed}
