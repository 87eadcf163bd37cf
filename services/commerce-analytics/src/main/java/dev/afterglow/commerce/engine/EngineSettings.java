package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.RoomLimits;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How an engine runs.
 *
 * @param bootstrapServers Kafka, host:port, comma-separated
 * @param factsTopic where facts are read
 * @param quarantineTopic where contradictions are put
 * @param lateTopic where facts are put that come more than 24 hours late
 * @param applicationId the consumer group and the prefix of the changelog topic
 * @param instanceId the name of this process in the group, kept over restarts; empty = none
 * @param commitInterval how often to commit
 * @param threads stream threads, 1 to 64
 * @param stateFolder Streams' own folder, which holds locks only
 * @param limits what a room may hold
 * @param mostStateBytes what all rooms of this process may take of the heap
 */
public record EngineSettings(
    String bootstrapServers,
    String factsTopic,
    String quarantineTopic,
    String lateTopic,
    String applicationId,
    String instanceId,
    Duration commitInterval,
    int threads,
    Path stateFolder,
    RoomLimits limits,
    long mostStateBytes) {}
