/*
 * Plain TCP, one connection: a question of 100 bytes, an answer of any size, and so on.
 *
 *   pingpong server PORT
 *   pingpong client PORT SIZE SECONDS COUNT   ends after the seconds or the count, whichever comes first
 *
 * The client prints: exchanges, seconds, median and 99th percentile of the time of an exchange in microseconds.
 */
#include <arpa/inet.h>
#include <err.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define QUESTION 100
#define MOST_SIZE 4000000
#define MOST_COUNT 4000000

static char buffer[MOST_SIZE];
static float times[MOST_COUNT];

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static struct sockaddr_in address(const char *port)
{
	struct sockaddr_in loopback = {.sin_family = AF_INET, .sin_port = htons(atoi(port))};

	loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	return loopback;
}

static void send_at_once(int socket)
{
	int yes = 1;

	if (setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes))
		err(1, "setsockopt");
}

/* Whether all of it has come; not if the other side has closed. */
static int receive(int socket, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t part = recv(socket, buffer + done, size - done, 0);
		if (part < 0)
			err(1, "recv");
		if (part == 0)
			return 0;
		done += part;
	}
	return 1;
}

static void send_all(int socket, size_t size)
{
	for (size_t done = 0; done < size;) {
		ssize_t part = send(socket, buffer + done, size - done, MSG_NOSIGNAL);
		if (part < 0)
			err(1, "send");
		done += part;
	}
}

/* A question begins with the size of the answer that it wants. */
static void answer(int socket)
{
	unsigned size;

	send_at_once(socket);
	while (receive(socket, QUESTION)) {
		memcpy(&size, buffer, sizeof size);
		send_all(socket, size);
	}
}

static void serve(const char *port)
{
	struct sockaddr_in here = address(port);
	int yes = 1, listener = socket(AF_INET, SOCK_STREAM, 0);

	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 16))
		err(1, "port %s", port);
	signal(SIGCHLD, SIG_IGN);
	for (;;) {
		int connection = accept(listener, NULL, NULL);
		if (connection < 0)
			err(1, "accept");
		if (fork() == 0) {
			answer(connection);
			exit(0);
		}
		close(connection);
	}
}

static int by_size(const void *left, const void *right)
{
	float difference = *(const float *)left - *(const float *)right;

	return (difference > 0) - (difference < 0);
}

static void ask(const char *port, unsigned size, double seconds, long most)
{
	struct sockaddr_in there = address(port);
	int server = socket(AF_INET, SOCK_STREAM, 0);
	double begin, before, after;
	long count = 0;

	if (size > MOST_SIZE || most > MOST_COUNT)
		errx(1, "at most %d bytes, %d exchanges", MOST_SIZE, MOST_COUNT);
	if (connect(server, (struct sockaddr *)&there, sizeof there))
		err(1, "port %s", port);
	send_at_once(server);
	begin = after = now();
	while (count < most && after < begin + seconds * 1e6) {
		before = after;
		memcpy(buffer, &size, sizeof size);
		send_all(server, QUESTION);
		if (!receive(server, size))
			errx(1, "the server has closed the connection");
		after = now();
		times[count++] = after - before;
	}
	close(server);
	qsort(times, count, sizeof *times, by_size);
	printf("%ld %.6f %.3f %.3f\n", count, (after - begin) / 1e6, times[count / 2], times[count * 99 / 100]);
}

int main(int count, char **words)
{
	if (count == 3 && !strcmp(words[1], "server"))
		serve(words[2]);
	else if (count == 6 && !strcmp(words[1], "client"))
		ask(words[2], atoi(words[3]), atof(words[4]), atol(words[5]));
	else
		errx(2, "pingpong server PORT, or pingpong client PORT SIZE SECONDS COUNT");
}
