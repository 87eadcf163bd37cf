package dev.afterglow.agent.upstream;

import java.util.Optional;

/**
 * The uplink's figures.
 *
 * @param state where it is
 * @param signed whether batches are signed
 * @param captured frames of the drive so far
 * @param acknowledged the number of the last frame that the service has, 0 for none
 * @param waiting frames in no batch yet
 * @param unacknowledged batches that the service has not kept yet
 * @param dropped frames that were never sent: too many, or older than 30 s
 * @param connections how often the drive was opened
 * @param ackMs from the capture of a frame to the service's word that it has it, newest,
 *     milliseconds; -1 before the first. The service says so every 100 ms at most.
 * @param challenge what the driver is asked to do now; empty for nothing
 * @param lesson the newest step of a lesson in digits; empty when none was begun
 * @param voicePackets packets of sound so far
 * @param voiceDropped packets of sound that were never sent
 */
public record LinkReading(
    LinkState state,
    boolean signed,
    long captured,
    long acknowledged,
    int waiting,
    int unacknowledged,
    long dropped,
    int connections,
    double ackMs,
    Optional<AskedChallenge> challenge,
    Optional<LessonStep> lesson,
    long voicePackets,
    long voiceDropped) {}
