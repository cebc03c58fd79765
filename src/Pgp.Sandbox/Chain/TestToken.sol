// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The stand-in for USDT, USDC and DAI on the sandbox's chain.
/// @notice Whatever must survive being copied to another address is immutable, because only the
///         code is placed there and the storage starts empty. Refusals carry no text, like USDT's.
contract TestToken {
    bytes32 private immutable NAME;
    bytes32 private immutable SYMBOL;
    uint8 public immutable decimals;
    bool private immutable RETURNS_BOOL;

    uint256 public totalSupply;
    bool public paused;
    uint256 public basisPointsRate;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => bool) public isBlackListed;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(bytes32 name_, bytes32 symbol_, uint8 decimals_, bool returnsBool) {
        NAME = name_;
        SYMBOL = symbol_;
        decimals = decimals_;
        RETURNS_BOOL = returnsBool;
    }

    function name() external view returns (string memory) {
        return text(NAME);
    }

    function symbol() external view returns (string memory) {
        return text(SYMBOL);
    }

    function mint(address to, uint256 value) external {
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        return answer();
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        require(allowed >= value);
        if (allowed != type(uint256).max) {
            allowance[from][msg.sender] = allowed - value;
        }
        move(from, to, value);
        return answer();
    }

    function approve(address spender, uint256 value) external returns (bool) {
        // Mainnet USDT refuses to change one allowance into another directly.
        require(RETURNS_BOOL || value == 0 || allowance[msg.sender][spender] == 0);
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return answer();
    }

    function setPaused(bool value) external {
        paused = value;
    }

    function setBlackListed(address who, bool value) external {
        isBlackListed[who] = value;
    }

    function setBasisPointsRate(uint256 value) external {
        basisPointsRate = value;
    }

    function move(address from, address to, uint256 value) private {
        require(!paused && !isBlackListed[from] && balanceOf[from] >= value);
        uint256 fee = (value * basisPointsRate) / 10000;
        balanceOf[from] -= value;
        balanceOf[to] += value - fee;
        emit Transfer(from, to, value - fee);
        if (fee > 0) {
            balanceOf[address(this)] += fee;
            emit Transfer(from, address(this), fee);
        }
    }

    function answer() private view returns (bool) {
        if (!RETURNS_BOOL) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }

    function text(bytes32 packed) private pure returns (string memory) {
        uint256 length = 0;
        while (length < 32 && packed[length] != 0) {
            length++;
        }
        bytes memory plain = new bytes(length);
        for (uint256 i = 0; i < length; i++) {
            plain[i] = packed[i];
        }
        return string(plain);
    }
}
