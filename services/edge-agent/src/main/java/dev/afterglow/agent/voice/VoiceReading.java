package dev.afterglow.agent.voice;

/**
 * How a voice comes in.
 *
 * @param name what it comes from
 * @param packets how many packets of 20 ms came
 * @param peakDbfs the loudest sample of the last second, dB below full scale; -infinity for digital
 *     silence
 * @param ended whether it is at its end
 * @param fault why it stopped, empty while it did not
 */
public record VoiceReading(
    String name, long packets, double peakDbfs, boolean ended, String fault) {}
