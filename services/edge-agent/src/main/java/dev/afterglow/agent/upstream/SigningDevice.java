package dev.afterglow.agent.upstream;

import dev.afterglow.agent.identity.ChainMemory;
import dev.afterglow.agent.identity.Signer;

/**
 * What signs a drive.
 *
 * @param deviceId the device's UUID, from pairing
 * @param signer its key
 * @param memory what it remembers of its chain in this drive; the uplink writes it
 */
public record SigningDevice(String deviceId, Signer signer, ChainMemory memory) {}
