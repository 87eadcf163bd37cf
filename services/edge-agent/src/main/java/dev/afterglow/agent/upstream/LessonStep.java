package dev.afterglow.agent.upstream;

/**
 * What a driver who teaches their digits is to do now.
 *
 * @param number counts the steps, from 1
 * @param line in words, in English and, where the machine speaks it, Chinese
 * @param over whether the lesson is over
 */
public record LessonStep(int number, String line, boolean over) {}
