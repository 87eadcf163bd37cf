/**
 * Raw tapes: what a port heard, datagram by datagram with its time, so that a session can be heard
 * again exactly as it was, by this decoder or a better one.
 */
@NullMarked
package dev.afterglow.agent.tape;

import org.jspecify.annotations.NullMarked;
