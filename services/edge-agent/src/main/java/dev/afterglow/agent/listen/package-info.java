/**
 * The ports: datagrams and calls of phones, cameras and suits, decoded as they come. One thread
 * serves them all; what comes faster than it is read is shed by the system, never kept.
 */
@NullMarked
package dev.afterglow.agent.listen;

import org.jspecify.annotations.NullMarked;
