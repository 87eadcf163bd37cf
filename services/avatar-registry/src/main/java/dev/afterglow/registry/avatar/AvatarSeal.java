package dev.afterglow.registry.avatar;

/**
 * A digest with the registry's signature over it.
 *
 * @param sha256Hex SHA-256 of the file, 64 lower-case hex digits
 * @param signatureHex Ed25519, 128 lower-case hex digits
 * @param keyId which key signed: the first 16 hex digits of SHA-256 over the raw public key
 */
public record AvatarSeal(String sha256Hex, String signatureHex, String keyId) {}
