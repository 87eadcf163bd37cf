package dev.afterglow.agent.source;

/**
 * A source's figures at one instant.
 *
 * @param frames frames since the start
 * @param rateHz frames a second over the last two seconds
 * @param lost frames that never came, by the sender's own count; -1 where it does not count
 * @param delayMs how much later than the quickest of the last minute the newest frames came,
 *     median, by the sender's own clock; -1 where it sends none. The radio's shortest time itself
 *     cannot be known from one side.
 * @param rejected datagrams of the source that could not be decoded
 * @param refused datagrams or calls of others while the port was held
 * @param silentUs microseconds since the last frame; -1 before the first
 */
public record SourceReading(
    long frames,
    double rateHz,
    long lost,
    double delayMs,
    long rejected,
    long refused,
    long silentUs) {}
