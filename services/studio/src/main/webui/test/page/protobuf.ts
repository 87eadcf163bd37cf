/** Reads any protocol buffer, without a schema: what a message holds, by field number. */

export interface Field {
  number: number;
  /** A varint's value. */
  value: bigint;
  /** What a field with a length holds. */
  bytes: Buffer;
}

export function fieldsOf(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = message.readUInt8(at++);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) {
        return value;
      }
    }
  };
  while (at < message.length) {
    const tag = Number(varint());
    const field: Field = { number: tag >> 3, value: 0n, bytes: Buffer.alloc(0) };
    if ((tag & 7) === 0) {
      field.value = varint();
    } else {
      const length = (tag & 7) === 2 ? Number(varint()) : (tag & 7) === 5 ? 4 : 8;
      field.bytes = message.subarray(at, at + length);
      at += length;
    }
    fields.push(field);
  }
  return fields;
}

/** The fields of that number. */
export function all(message: Buffer, number: number): Field[] {
  return fieldsOf(message).filter((it) => it.number === number);
}

export function text(message: Buffer, number: number): string {
  return all(message, number)[0]?.bytes.toString("utf8") ?? "";
}

export function count(message: Buffer, number: number): number {
  return Number(all(message, number)[0]?.value ?? 0n);
}

export function floats(message: Buffer, number: number): number[] {
  const packed = all(message, number)[0]?.bytes ?? Buffer.alloc(0);
  return Array.from({ length: packed.length / 4 }, (_, i) => packed.readFloatLE(i * 4));
}

/** A message of one field with a length. */
export function wrapped(number: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
}

/** A varint field. */
export function number(field: number, value: number): Buffer {
  const bytes = [field << 3];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
