/*
 * Data between two processes of one machine goes from socket to socket, past TCP, IP and loopback.
 *
 * add_established (sock_ops) puts each end of a connection over loopback into a table once its handshake is done.
 * redirect (sk_msg) runs at each write to such a socket, and hands the data to the other end if that is in the table.
 * https://docs.kernel.org/bpf/map_sockmap.html
 */
#include <linux/bpf.h>
#include <bpf/bpf_endian.h>
#include <bpf/bpf_helpers.h>

#define AF_INET 2
#define LOOPBACK 0x7f000000 /* 127.0.0.0/8 */

/* One end of a connection: addresses and ports, all in network order. */
struct end {
	__u32 local_address;
	__u32 remote_address;
	__u32 local_port;
	__u32 remote_port;
};

struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 65536);
	__type(key, struct end);
	__type(value, __u64);
} sockets SEC(".maps");

SEC("sockops")
int add_established(struct bpf_sock_ops *event)
{
	/* The kernel has the local port in host order, the remote one in network order. */
	struct end here = {
		.local_address = event->local_ip4,
		.remote_address = event->remote_ip4,
		.local_port = bpf_htonl(event->local_port),
		.remote_port = event->remote_port,
	};

	if (event->family != AF_INET || (bpf_ntohl(here.remote_address) & 0xff000000) != LOOPBACK)
		return 0;
	if (event->op == BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB || event->op == BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB)
		bpf_sock_hash_update(event, &sockets, &here, BPF_ANY);
	return 0;
}

SEC("sk_msg")
int redirect(struct sk_msg_md *message)
{
	/* The other end has the same addresses and ports, the other way round. */
	struct end there = {
		.local_address = message->remote_ip4,
		.remote_address = message->local_ip4,
		.local_port = message->remote_port,
		.remote_port = bpf_htonl(message->local_port),
	};

	/* Its answer is not ours: it is SK_DROP where the table has no such end, and the data then goes by TCP. */
	bpf_msg_redirect_hash(message, &sockets, &there, BPF_F_INGRESS);
	return SK_PASS;
}

char _license[] SEC("license") = "MIT"; /* none of the functions above asks for the GPL */
